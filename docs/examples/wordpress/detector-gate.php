<?php
/**
 * Plugin Name: Detector gate
 * Description: Asks a detector server before a post is published or scheduled, and shows the findings at their blocks.
 * Version: 0.1.0
 * Requires PHP: 7.4
 * License: Apache-2.0
 *
 * In wp-config.php:
 *     define('DETECTOR_URL', 'https://detector.example.org');
 *     define('DETECTOR_KEY', 'the key of this site');
 *     define('DETECTOR_WHEN_AWAY', 'publish'); // or 'refuse': what to do if the server cannot be reached
 */

if (!defined('ABSPATH')) {
    exit;
}

define('DETECTOR_GATE_TRIES', 3);

/**
 * Ask the server about a post. Returns what the check says (`fails` and `issues`), or null if there is no answer.
 */
function detector_gate_ask($title, $content, $url)
{
    $body = wp_json_encode(array(
        'title' => mb_substr($title, 0, 1000),
        'content' => $content,
        'content_type' => 'html',
        'url' => $url,
    ));
    for ($try = 1; $try <= DETECTOR_GATE_TRIES; $try++) {
        $stamp = (string) time();
        $answer = wp_remote_post(DETECTOR_URL . '/v1/check', array(
            'timeout' => 15,
            'redirection' => 0,
            'headers' => array(
                'Content-Type' => 'application/json',
                'X-Detector-Timestamp' => $stamp,
                'X-Detector-Signature' => 'sha256=' . hash_hmac('sha256', $stamp . '.' . $body, DETECTOR_KEY),
            ),
            'body' => $body,
        ));
        $status = is_wp_error($answer) ? 0 : (int) wp_remote_retrieve_response_code($answer);
        if ($status === 200) {
            $record = json_decode(wp_remote_retrieve_body($answer), true);
            return isset($record['gate']) ? $record['gate'] : null;
        }
        // Busy, or being restarted; nothing else changes within seconds, and an editor is waiting.
        if (!in_array($status, array(429, 502, 503, 504), true) || $try === DETECTOR_GATE_TRIES) {
            return null;
        }
        $wait = wp_remote_retrieve_header($answer, 'retry-after');
        usleep((int) (1000000 * min(3, is_numeric($wait) ? (float) $wait : 0.5 * $try)));
    }
    return null;
}

/**
 * Check a post. Returns null if it may be published, otherwise the message for the editor.
 */
function detector_gate_complaint($title, $content, $url)
{
    // Titles are stored with their entities; the server takes plain text.
    $gate = detector_gate_ask(html_entity_decode($title, ENT_QUOTES | ENT_HTML5, 'UTF-8'), $content, $url);
    if ($gate === null) {
        $refuse = defined('DETECTOR_WHEN_AWAY') && DETECTOR_WHEN_AWAY === 'refuse';
        return $refuse ? 'The post could not be checked. Try again in a minute.' : null;
    }
    if (!$gate['fails']) {
        return null;
    }
    $messages = array();
    foreach (array_slice($gate['issues'], 0, 5) as $issue) {
        $messages[] = $issue['message'];
    }
    return 'Not published. ' . implode(' — ', $messages);
}

/** Return whether a change of status makes the post public now or later. */
function detector_gate_applies($status, $type, $before)
{
    return in_array($status, array('publish', 'future'), true)
        && in_array($type, array('post', 'page'), true)
        && !in_array($before, array('publish', 'future'), true);
}

/** The block editor and other clients of the REST API: refuse with the reasons. */
function detector_gate_rest($prepared, $request)
{
    $post = empty($prepared->ID) ? null : get_post($prepared->ID);
    $status = isset($prepared->post_status) ? $prepared->post_status : '';
    $type = isset($prepared->post_type) ? $prepared->post_type : ($post ? $post->post_type : 'post');
    if (!detector_gate_applies($status, $type, $post ? $post->post_status : '')) {
        return $prepared;
    }
    // The editor sends only what has changed since the last save.
    $title = isset($prepared->post_title) ? $prepared->post_title : ($post ? $post->post_title : '');
    $content = isset($prepared->post_content) ? $prepared->post_content : ($post ? $post->post_content : '');
    $complaint = detector_gate_complaint($title, $content, $post ? get_permalink($post) : '');
    if ($complaint !== null) {
        return new WP_Error('detector_gate', $complaint, array('status' => 422));
    }
    $GLOBALS['detector_gate_passed'] = true;
    return $prepared;
}
add_filter('rest_pre_insert_post', 'detector_gate_rest', 10, 2);
add_filter('rest_pre_insert_page', 'detector_gate_rest', 10, 2);

/** All other sources (the classic editor, imports): keep the post a draft and say why. */
function detector_gate_insert($data, $sent)
{
    $before = empty($sent['ID']) ? '' : get_post_status($sent['ID']);
    if (!empty($GLOBALS['detector_gate_passed'])
        || !detector_gate_applies($data['post_status'], $data['post_type'], $before)) {
        return $data;
    }
    $url = empty($sent['ID']) ? '' : get_permalink($sent['ID']);
    $complaint = detector_gate_complaint(wp_unslash($data['post_title']), wp_unslash($data['post_content']), $url);
    if ($complaint !== null) {
        $data['post_status'] = 'draft';
        set_transient('detector_gate_' . get_current_user_id(), $complaint, 300);
    }
    return $data;
}
add_filter('wp_insert_post_data', 'detector_gate_insert', 10, 2);

function detector_gate_notice()
{
    $name = 'detector_gate_' . get_current_user_id();
    $complaint = get_transient($name);
    if ($complaint) {
        delete_transient($name);
        echo '<div class="notice notice-error"><p>' . esc_html($complaint) . '</p></div>';
    }
}
add_action('admin_notices', 'detector_gate_notice');

/** The block editor asks here for the findings; the key stays on this side. */
function detector_gate_routes()
{
    register_rest_route('detector-gate/v1', '/check', array(
        'methods' => 'POST',
        'permission_callback' => function () {
            return current_user_can('edit_posts');
        },
        'args' => array(
            'title' => array('type' => 'string', 'required' => true),
            'content' => array('type' => 'string', 'required' => true),
            'url' => array('type' => 'string', 'default' => ''),
        ),
        'callback' => function ($request) {
            $gate = detector_gate_ask($request['title'], $request['content'], $request['url']);
            if ($gate === null) {
                return new WP_Error('detector_gate', 'The post could not be checked.', array('status' => 503));
            }
            return array('fails' => $gate['fails'], 'issues' => $gate['issues']);
        },
    ));
}
add_action('rest_api_init', 'detector_gate_routes');

function detector_gate_editor()
{
    $needed = array(
        'api-fetch', 'block-editor', 'blocks', 'components', 'compose', 'data', 'editor', 'element', 'hooks', 'plugins',
    );
    $handles = array_map(function ($name) {
        return "wp-$name";
    }, $needed);
    wp_enqueue_script('detector-gate', plugins_url('detector-gate.js', __FILE__), $handles, '0.1.0', true);
}
add_action('enqueue_block_editor_assets', 'detector_gate_editor');
