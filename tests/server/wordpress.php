<?php
// A WordPress of a few functions, to run the example plugin: php wordpress.php PLUGIN URL KEY AWAY

define('ABSPATH', '/');
define('DETECTOR_URL', $argv[2]);
define('DETECTOR_KEY', $argv[3]);
define('DETECTOR_WHEN_AWAY', $argv[4]);

class WP_Error
{
    public $message;
    public function __construct($code, $message, $data = null) { $this->message = $message; }
}
if (!function_exists('mb_substr')) { // WordPress brings its own too
    function mb_substr($text, $start, $length) { return substr($text, $start, $length); }
}
$filters = array();
$transients = array();
function add_filter($name, $function, $priority = 10, $arguments = 1) { $GLOBALS['filters'][$name] = $function; }
function add_action($name, $function) { add_filter($name, $function); }
function is_wp_error($value) { return $value instanceof WP_Error; }
function wp_json_encode($value) { return json_encode($value); }
function wp_unslash($value) { return stripslashes($value); }
function esc_html($text) { return htmlspecialchars($text); }
function get_post($id) { return (object) array('post_type' => 'post', 'post_status' => 'draft', 'post_title' => 'Bread &amp; butter', 'post_content' => $GLOBALS['stored']); }
function get_post_status($id) { return 'draft'; }
function get_permalink($post) { return 'https://example.org/blog/bread/'; }
function get_current_user_id() { return 1; }
function set_transient($name, $value, $seconds) { $GLOBALS['transients'][$name] = $value; }
function get_transient($name) { return $GLOBALS['transients'][$name] ?? false; }
function delete_transient($name) { unset($GLOBALS['transients'][$name]); }
function wp_remote_post($url, $options)
{
    $headers = array();
    foreach ($options['headers'] as $name => $value) {
        $headers[] = "$name: $value";
    }
    $context = stream_context_create(array('http' => array(
        'method' => 'POST', 'header' => $headers, 'content' => $options['body'],
        'ignore_errors' => true, 'timeout' => $options['timeout'],
    )));
    $body = @file_get_contents($url, false, $context);
    return $body === false ? new WP_Error('http', 'away') : array('body' => $body, 'head' => $http_response_header[0], 'headers' => $http_response_header);
}
function wp_remote_retrieve_header($answer, $name)
{
    foreach ($answer['headers'] as $line) {
        if (stripos($line, "$name:") === 0) {
            return trim(substr($line, strlen($name) + 1));
        }
    }
    return '';
}
function register_rest_route($space, $route, $options) { $GLOBALS['routes']["$space$route"] = $options; }
function current_user_can($capability) { return $capability === 'edit_posts'; }
function plugins_url($file, $plugin) { return 'https://example.org/wp-content/plugins/detector-gate/' . $file; }
function wp_enqueue_script($name, $url, $needed) { $GLOBALS['scripts'][$name] = array($url, $needed); }
function wp_remote_retrieve_body($answer) { return $answer['body']; }
function wp_remote_retrieve_response_code($answer) { return (int) explode(' ', $answer['head'])[1]; }

require $argv[1];

$told = array();
foreach (json_decode(stream_get_contents(STDIN), true) as $content) {
    $GLOBALS['stored'] = $content;
    $GLOBALS['detector_gate_passed'] = false;
    $rest = $filters['rest_pre_insert_post']((object) array('ID' => 5, 'post_status' => 'publish'), null);
    $GLOBALS['detector_gate_passed'] = false;
    $data = $filters['wp_insert_post_data'](
        array('post_status' => 'publish', 'post_type' => 'post', 'post_title' => 'Bread', 'post_content' => addslashes($content)),
        array('ID' => 5)
    );
    ob_start();
    $filters['admin_notices']();
    $filters['rest_api_init']();
    $filters['enqueue_block_editor_assets']();
    $route = $routes['detector-gate/v1/check'];
    $found = $route['callback'](array('title' => 'Bread', 'content' => $content, 'url' => ''));
    $told[] = array('found' => is_wp_error($found) ? $found->message : $found,
        'allowed' => $route['permission_callback'](), 'scripts' => $scripts, 'rest' => is_wp_error($rest) ? $rest->message : null, 'status' => $data['post_status'], 'notice' => ob_get_clean());
}
echo json_encode($told);
