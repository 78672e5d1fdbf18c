#!/bin/bash
# As in the official image: a variable with a dot in its name is a setting, and the security plugin's own installer writes certificates and settings
# unless it is told not to. A shell stays in front of the server, and passes no signal on.
options=()
while IFS='=' read -r name value; do
  if [[ $name =~ ^[a-z0-9_]+\.[a-z0-9_]+ && -n $value ]]; then options+=("-E$name=$value"); fi
done < <(env)
if [ "$#" -gt 0 ] && [ "$1" != opensearch ] && [ "${1:0:1}" != - ]; then exec "$@"; fi
if [ "$(id -u)" = 0 ]; then echo 'OpenSearch cannot run as root. Please start your container as another user.'; exit 1; fi
umask 0002
if [ "${DISABLE_INSTALL_DEMO_CONFIG:-}" != true ]; then
  bash plugins/opensearch-security/tools/install_demo_configuration.sh -y -i -s || exit 1
fi
if [ "${DISABLE_SECURITY_PLUGIN:-}" = true ]; then options+=(-Eplugins.security.disabled=true); fi
if [ "$#" -eq 0 ] || [ "${1:0:1}" = - ]; then set -- opensearch "$@"; fi
"$@" "${options[@]}"
