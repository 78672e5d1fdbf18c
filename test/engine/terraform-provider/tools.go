//go:build tools

package lane

import _ "github.com/terraform-providers/terraform-provider-docker"
