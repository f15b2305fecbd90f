// A block editor of a few functions, to run the plugin's script: node block_editor.cjs SCRIPT URL KEY.
// Reads the blocks as JSON ([name, HTML, inner blocks]); prints what is shown at each of them.
'use strict';

const { readFileSync } = require('node:fs');
const vm = require('node:vm');

const [script, url, key] = process.argv.slice(2);
let number = 0;
const made = ([name, html, inner = []]) => ({
  clientId: `block-${(number += 1)}`, name, html, innerBlocks: inner.map(made),
});
const blocks = JSON.parse(readFileSync(0, 'utf8')).map(made);

// As WordPress writes a post: each block between two comments, two line ends between blocks.
const serialize = (all) =>
  all
    .map(({ name, html, innerBlocks }) => `<!-- wp:${name} -->\n${html}${innerBlocks.length ? serialize(innerBlocks) : ''}\n<!-- /wp:${name} -->`)
    .join('\n\n');

const stores = {
  'core/block-editor': { getBlocks: () => blocks },
  'core/editor': {
    getEditedPostAttribute: () => 'Bread',
    getPermalink: () => 'https://example.org/bread/',
    isSavingPost: () => saving,
    isAutosavingPost: () => false,
  },
};
const dispatched = { 'core/block-editor': { selectBlock: (id) => selected.push(id) } };
const listeners = [];
const filters = {};
const plugins = {};
const selected = [];
let saving = false;
let waiting = Promise.resolve();

const wp = {
  element: {
    Fragment: 'fragment',
    createElement: (type, props, ...children) => ({ type, props: props || {}, children: children.flat(9) }),
    useEffect: (effect) => effect(),
  },
  data: {
    createReduxStore: (name, options) => ({ name, ...options }),
    register: ({ name, reducer, actions, selectors }) => {
      let state = reducer(undefined, {});
      stores[name] = Object.fromEntries(
        Object.entries(selectors).map(([own, select]) => [own, (...given) => select(state, ...given)]),
      );
      dispatched[name] = Object.fromEntries(
        Object.entries(actions).map(([own, act]) => [own, (...given) => {
          state = reducer(state, act(...given));
          listeners.forEach((listener) => listener());
        }]),
      );
    },
    select: (name) => stores[name],
    dispatch: (name) => dispatched[name],
    useSelect: (map) => map((name) => stores[name]),
    subscribe: (listener) => listeners.push(listener),
  },
  blocks: { serialize },
  components: { Button: 'button', PanelBody: 'panel' },
  blockEditor: { InspectorControls: 'inspector' },
  compose: { createHigherOrderComponent: (wrap) => wrap },
  editor: { PluginDocumentSettingPanel: 'settings', PluginPrePublishPanel: 'before-publishing' },
  hooks: { addFilter: (hook, name, callback) => { filters[hook] = callback; } },
  plugins: { registerPlugin: (name, plugin) => { plugins[name] = plugin; } },
  apiFetch: ({ path, method, data }) => {
    const asked = fetch(`${url}/v1/check`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...data, content_type: 'html' }),
    }).then(async (answer) => {
      if (path !== '/detector-gate/v1/check' || !answer.ok) {
        throw new Error(String(answer.status));
      }
      return (await answer.json()).gate;
    });
    waiting = asked.catch(() => {});
    return asked;
  },
};

/** Draw components down to the elements of a page, and return all the text. */
function text(node) {
  if (Array.isArray(node)) return node.map(text).join(' ');
  if (!node || typeof node !== 'object') return typeof node === 'string' ? node : '';
  return typeof node.type === 'function' ? text(node.type(node.props)) : text(node.children);
}

function shown(block) {
  const mark = filters['editor.BlockListBlock']('block')({ clientId: block.clientId });
  const side = filters['editor.BlockEdit']('edit')({ clientId: block.clientId, isSelected: true });
  return {
    html: block.html, mark: mark.props.wrapperProps?.title ?? null, side: text(side).trim(),
    inner: block.innerBlocks.map(shown),
  };
}

async function main() {
  vm.runInNewContext(readFileSync(script, 'utf8'), { window: { wp }, console });
  const panel = () => text(plugins['detector-gate'].render().children[0]);
  const before = panel();
  saving = true;
  listeners.forEach((listener) => listener());
  saving = false;
  listeners.forEach((listener) => listener());
  await waiting;
  await new Promise((resolve) => setImmediate(resolve));
  console.log(JSON.stringify({ before, after: panel(), blocks: blocks.map(shown) }));
}

main();
