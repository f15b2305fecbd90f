// Strapi and Directus of a few functions, to run the examples: node node_examples.cjs FOLDER [away].
// Reads good and bad content as JSON; prints what each system did, with “away” of one good article.
'use strict';

const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder, away] = process.argv.slice(2);
const [good, bad] = JSON.parse(readFileSync(0, 'utf8'));

class ApplicationError extends Error {}
const modules = {
  '@strapi/utils': { errors: { ApplicationError } },
  '@directus/errors': {
    createError: (code, message, status) =>
      class extends Error {
        constructor() {
          super(message);
          Object.assign(this, { code, status });
        }
      },
  },
};
const load = Module._load;
Module._load = (name, ...rest) => modules[name] ?? load(name, ...rest);

/** Strapi: documents of one type, and its middlewares around every action. */
function strapi(drafts) {
  const middlewares = [];
  const documents = () => ({
    findOne: async ({ documentId, locale, status }) =>
      status === 'draft' ? { ...drafts[`${documentId}.${locale ?? 'en'}`], documentId } : null,
    findMany: async ({ filters }) =>
      Object.keys(drafts).filter((key) => key.startsWith(`${filters.documentId}.`)).map((key) => drafts[key]),
  });
  documents.use = (middleware) => middlewares.push(middleware);
  const run = async (context) => {
    const step = (index) => (index < middlewares.length ? middlewares[index](context, () => step(index + 1)) : 'done');
    return step(0);
  };
  return { documents, run };
}

/** Directus: filters, and a table with the parts of knex's chain that are documented. */
function directus(rows) {
  const filters = {};
  const register = { filter: (name, callback) => { filters[name] = callback; } };
  const database = {
    select: () => ({
      from: () => ({ whereIn: async (key, keys) => rows.filter((row) => keys.includes(row[key])) }),
    }),
  };
  const context = { database, schema: { collections: { articles: { primary: 'id' } } }, accountability: null };
  return { register, run: (name, payload, meta) => filters[name](payload, { event: name, ...meta }, context) };
}

const outcome = async (promise) => {
  try {
    await promise;
    return null;
  } catch (error) {
    return { kind: error.constructor.name, code: error.code, status: error.status, message: error.message };
  }
};

async function main() {
  const uid = 'api::article.article';
  const blocks = (text) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];
  const site = strapi({
    'good.en': { title: 'Bread', content: good }, 'bad.en': { title: 'Bread', content: bad },
    'blocks.en': { title: 'Bread', content: blocks(bad) },
    'both.en': { title: 'Bread', content: good }, 'both.fi': { title: 'Leipä', content: bad },
  });
  require(join(folder, 'strapi-gate.js'))(site, { [uid]: { title: 'title', content: 'content' } });
  const act = (action, params, type = uid) => outcome(site.run({ action, uid: type, params }));

  const rows = [
    { id: 1, status: 'draft', title: 'Bread', body: good }, { id: 2, status: 'draft', title: 'Bread', body: bad },
    { id: 3, status: 'published', title: 'Bread', body: bad },
  ];
  const data = directus(rows);
  require(join(folder, 'directus-gate.js'))(data.register, { env: { DETECTOR_COLLECTIONS: 'articles:title:body' } });
  const update = (keys, payload, collection = 'articles') => outcome(data.run('items.update', payload, { collection, keys }));
  const create = (payload) => outcome(data.run('items.create', payload, { collection: 'articles' }));

  if (away) {
    const goods = await Promise.all([act('publish', { documentId: 'good' }), update([1], { status: 'published' })]);
    console.log(JSON.stringify(goods));
    return;
  }
  const told = { strapi: {
    good: await act('publish', { documentId: 'good' }),
    bad: await act('publish', { documentId: 'bad' }),
    blocks: await act('publish', { documentId: 'blocks' }),
    all_locales: await act('publish', { documentId: 'both', locale: '*' }),
    one_locale: await act('publish', { documentId: 'both', locale: ['en'] }),
    created: await act('create', { status: 'published', data: { title: 'Bread', content: bad } }),
    draft_saved: await act('update', { documentId: 'bad', data: { content: bad } }),
    updated: await act('update', { documentId: 'good', status: 'published', data: { content: bad } }),
    other_type: await act('publish', { documentId: 'bad' }, 'api::page.page'),
  } };
  told.directus = {
    good: await update([1], { status: 'published' }),
    bad: await update([2], { status: 'published' }),
    many: await update([1, 2], { status: 'published' }),
    repaired: await update([2], { status: 'published', body: good }),
    known: await update([3], { status: 'published', title: 'Loaf' }),
    draft: await update([2], { title: 'Loaf' }),
    created: await create({ status: 'published', title: 'Bread', body: bad }),
    created_draft: await create({ status: 'draft', title: 'Bread', body: bad }),
    other: await update([2], { status: 'published' }, 'pages'),
  };
  console.log(JSON.stringify(told));
}

main();
