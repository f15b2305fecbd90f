// Strapi 5: refuses to publish an article that fails the check. Copy it and detector-client.js to
// src/detector/, and in src/index.js:
//
//     const gate = require('./detector/strapi-gate');
//     module.exports = {
//       register({ strapi }) {
//         gate(strapi, { 'api::article.article': { title: 'title', content: 'content' } });
//       },
//     };
//
// The content may be a text with Markdown, or of the type “blocks”.
'use strict';

const { errors } = require('@strapi/utils');
const { complaint } = require('./detector-client');

module.exports = (strapi, types) => {
  strapi.documents.use(async (context, next) => {
    const fields = types[context.uid];
    if (fields) {
      for (const entry of await published(strapi, context)) {
        const refused = await complaint(article(entry, fields, context));
        if (refused) {
          throw new errors.ApplicationError(refused);
        }
      }
    }
    return next();
  });
};

/** The entries that an action is about to publish, as they will be. */
async function published(strapi, { action, uid, params }) {
  const { documentId, locale, data } = params;
  const documents = strapi.documents(uid);
  if (action === 'publish') {
    if (locale === '*') {
      return documents.findMany({ filters: { documentId }, locale, status: 'draft' });
    }
    const locales = Array.isArray(locale) ? locale : [locale];
    const drafts = locales.map((one) => documents.findOne({ documentId, locale: one, status: 'draft' }));
    return (await Promise.all(drafts)).filter(Boolean);
  }
  if (params.status === 'published' && action === 'create') {
    return [data];
  }
  if (params.status === 'published' && action === 'update') {
    const draft = await documents.findOne({ documentId, locale, status: 'draft' });
    return [{ ...draft, ...data }];
  }
  return [];
}

function article(entry, fields, { uid }) {
  const content = entry[fields.content] ?? '';
  const url = `${uid.split('.').pop()}/${entry.slug ?? entry.documentId ?? ''}`;
  const title = entry[fields.title] ?? '';
  return typeof content === 'string'
    ? { title, content, content_type: 'markdown', url }
    : { title, content: html(content), content_type: 'html', url };
}

/** A text of the type “blocks” as HTML. */
function html(blocks) {
  return blocks
    .map((block) => {
      const inside = (block.children ?? []).map((child) => (child.type === 'text' ? escape(child.text) : html([child])));
      const tag = { heading: `h${block.level}`, list: 'ul', 'list-item': 'li', quote: 'blockquote', code: 'pre', link: 'a' }[block.type] ?? 'p';
      return `<${tag}>${inside.join('')}</${tag}>`;
    })
    .join('\n');
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
