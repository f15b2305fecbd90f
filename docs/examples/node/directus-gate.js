// Directus 10 and 11: refuses to publish an item that fails the check. Copy it as index.js, with
// detector-client.js, to extensions/detector-gate/, beside this package.json:
//
//     {"name": "detector-gate", "type": "commonjs", "directus:extension":
//       {"type": "hook", "path": "index.js", "source": "index.js", "host": "^10.0.0 || ^11.0.0"}}
//
// DETECTOR_COLLECTIONS names the collections with the fields of title and content, for example
// articles:title:body,pages:name:text. An item is published if its status is “published”.
'use strict';

const { createError } = require('@directus/errors');
const { complaint } = require('./detector-client');

const STATUS = 'status';
const PUBLISHED = 'published';

module.exports = ({ filter }, { env }) => {
  const collections = new Map(
    (env.DETECTOR_COLLECTIONS ?? '')
      .split(',')
      .map((entry) => entry.trim().split(':'))
      .map(([name, title, content]) => [name, { title, content }]),
  );

  async function refuseUnlessGood(collection, item) {
    const { title, content } = collections.get(collection);
    const refused = await complaint({
      title: item[title] ?? '',
      content: item[content] ?? '',
      url: `${collection}/${item.slug ?? ''}`,
    });
    if (refused) {
      throw new (createError('DETECTOR_GATE', refused, 422))();
    }
  }

  filter('items.create', async (payload, { collection }) => {
    if (collections.has(collection) && payload[STATUS] === PUBLISHED) {
      await refuseUnlessGood(collection, payload);
    }
    return payload;
  });

  filter('items.update', async (payload, { collection, keys }, { database, schema }) => {
    if (!collections.has(collection) || payload[STATUS] !== PUBLISHED) {
      return payload;
    }
    const { primary } = schema.collections[collection];
    for (const stored of await database.select('*').from(collection).whereIn(primary, keys)) {
      if (stored[STATUS] !== PUBLISHED) {
        await refuseUnlessGood(collection, { ...stored, ...payload });
      }
    }
    return payload;
  });
};
