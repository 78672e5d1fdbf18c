<?php
/** A value of the environment, or of the file that NAME_FILE names. */
function env_or($name, $otherwise) {
  if ($file = getenv($name . '_FILE')) return rtrim(file_get_contents($file), "\r\n");
  return getenv($name) === false ? $otherwise : getenv($name);
}
define('DB_NAME', env_or('WORDPRESS_DB_NAME', 'wordpress'));
define('DB_USER', env_or('WORDPRESS_DB_USER', 'example username'));
define('DB_PASSWORD', env_or('WORDPRESS_DB_PASSWORD', 'example password'));
define('DB_HOST', env_or('WORDPRESS_DB_HOST', 'mysql'));
define('DB_CHARSET', env_or('WORDPRESS_DB_CHARSET', 'utf8'));
define('DB_COLLATE', env_or('WORDPRESS_DB_COLLATE', ''));
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name)
  define($name, env_or('WORDPRESS_' . $name, 'put your unique phrase here'));
$table_prefix = env_or('WORDPRESS_TABLE_PREFIX', 'wp_');
if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') $_SERVER['HTTPS'] = 'on';
if ($extra = env_or('WORDPRESS_CONFIG_EXTRA', '')) eval($extra);
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
