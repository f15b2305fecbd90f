/*
 * Shows the findings of the detector server at their blocks in WordPress's block editor: after each
 * save, before publishing, and on request. Part of the plugin detector-gate.php.
 */
(function (wp) {
  'use strict';

  const { createElement: el, Fragment, useEffect } = wp.element;
  const { useSelect, select, dispatch } = wp.data;
  const panels = wp.editor.PluginPrePublishPanel ? wp.editor : wp.editPost; // since 6.6, and before
  const STORE = 'detector-gate';
  const BETWEEN = '\n\n'; // how WordPress joins blocks
  const NONE = [];
  const COLOURS = { error: '#cc1818', warning: '#8a6100', info: '#50575e' };

  const initial = { state: 'none', fails: false, issues: NONE, byBlock: {} };
  wp.data.register(
    wp.data.createReduxStore(STORE, {
      reducer: (state = initial, action) => (action.type === 'SET' ? { ...state, ...action.values } : state),
      actions: { set: (values) => ({ type: 'SET', values }) },
      selectors: {
        result: (state) => state,
        issuesOf: (state, clientId) => state.byBlock[clientId] || NONE,
      },
    }),
  );

  /** Check the post as it stands in the editor. */
  async function check() {
    const blocks = select('core/block-editor').getBlocks();
    const texts = blocks.map((block) => wp.blocks.serialize([block]));
    const editor = select('core/editor');
    dispatch(STORE).set({ state: 'checking' });
    try {
      const found = await wp.apiFetch({
        path: '/detector-gate/v1/check',
        method: 'POST',
        data: {
          title: editor.getEditedPostAttribute('title') || '',
          content: texts.join(BETWEEN),
          url: editor.getPermalink() || '',
        },
      });
      const issues = found.issues.map((issue) => ({ ...issue, clientId: blockOf(issue, blocks, texts) }));
      const byBlock = {};
      for (const issue of issues.filter((one) => one.clientId)) {
        (byBlock[issue.clientId] ||= []).push(issue);
      }
      dispatch(STORE).set({ state: 'checked', fails: found.fails, issues, byBlock });
    } catch (error) {
      dispatch(STORE).set({ ...initial, state: 'failed' });
    }
  }

  /** The block that contains an issue; none for the title and for the text as a whole. */
  function blockOf(issue, blocks, texts) {
    if (issue.field !== 'content' || issue.start === issue.end) {
      return null;
    }
    let start = 0;
    for (let index = 0; index < blocks.length; index += 1) {
      const end = start + Array.from(texts[index]).length; // the server counts code points
      if (issue.start < end) {
        return innermost(blocks[index], issue.evidence).clientId;
      }
      start = end + BETWEEN.length;
    }
    return null;
  }

  function innermost(block, evidence) {
    const holders = block.innerBlocks.filter((one) => wp.blocks.serialize([one]).includes(evidence));
    return holders.length === 1 ? innermost(holders[0], evidence) : block;
  }

  const line = (issue, key) =>
    el(
      'li',
      { key, style: { color: COLOURS[issue.severity] } },
      issue.message,
      issue.clientId &&
        el(
          wp.components.Button,
          { variant: 'link', onClick: () => dispatch('core/block-editor').selectBlock(issue.clientId) },
          'Show the block',
        ),
    );

  function Findings({ checkAtOnce }) {
    const result = useSelect((from) => from(STORE).result(), []);
    useEffect(() => {
      if (checkAtOnce) {
        check();
      }
    }, [checkAtOnce]);
    const said = {
      none: 'Not checked yet.',
      checking: 'Checking…',
      failed: 'The post could not be checked.',
      checked: result.fails ? 'This post fails the check.' : 'This post passes the check.',
    }[result.state];
    return el(
      Fragment,
      null,
      el('p', null, said),
      el('ul', null, result.issues.map(line)),
      el(wp.components.Button, { variant: 'secondary', onClick: check }, 'Check again'),
    );
  }

  /** Mark the block in the text. */
  const withMark = wp.compose.createHigherOrderComponent(
    (BlockListBlock) => (props) => {
      const issues = useSelect((from) => from(STORE).issuesOf(props.clientId), [props.clientId]);
      if (!issues.length) {
        return el(BlockListBlock, props);
      }
      const worst = issues.some((issue) => issue.severity === 'error') ? 'error' : 'warning';
      const wrapperProps = {
        ...props.wrapperProps,
        title: issues.map((issue) => issue.message).join('\n'),
        style: { ...props.wrapperProps?.style, boxShadow: `-4px 0 0 ${COLOURS[worst]}` },
      };
      return el(BlockListBlock, { ...props, wrapperProps });
    },
    'withDetectorMark',
  );

  /** Show the findings of the selected block in its sidebar. */
  const withFindings = wp.compose.createHigherOrderComponent(
    (BlockEdit) => (props) => {
      const issues = useSelect((from) => from(STORE).issuesOf(props.clientId), [props.clientId]);
      if (!issues.length || !props.isSelected) {
        return el(BlockEdit, props);
      }
      const list = el('ul', null, issues.map((issue, key) => line({ ...issue, clientId: null }, key)));
      const panel = el(wp.components.PanelBody, { title: 'Detector' }, list);
      return el(
        Fragment,
        null,
        el(BlockEdit, props),
        el(wp.blockEditor.InspectorControls, null, panel),
      );
    },
    'withDetectorFindings',
  );

  wp.hooks.addFilter('editor.BlockListBlock', 'detector-gate/mark', withMark);
  wp.hooks.addFilter('editor.BlockEdit', 'detector-gate/findings', withFindings);

  wp.plugins.registerPlugin('detector-gate', {
    render: () =>
      el(
        Fragment,
        null,
        el(panels.PluginDocumentSettingPanel, { name: 'detector-gate', title: 'Detector' }, el(Findings)),
        el(
          panels.PluginPrePublishPanel,
          { title: 'Detector', initialOpen: true },
          el(Findings, { checkAtOnce: true }),
        ),
      ),
  });

  let wasSaving = false;
  wp.data.subscribe(() => {
    const editor = select('core/editor');
    const isSaving = editor.isSavingPost() && !editor.isAutosavingPost();
    const hasSaved = wasSaving && !isSaving;
    wasSaving = isSaving; // before the check, which changes a store and so calls this again
    if (hasSaved) {
      check();
    }
  });
})(window.wp);
