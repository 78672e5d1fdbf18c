// The provider of Terraform for Docker, built from its module: nothing but Terraform's own registry has it ready. The release is not
// tagged as Go would have it, so that the version is that of a commit: fifteen days after 4.6.0.
module lane

go 1.25.8

require github.com/terraform-providers/terraform-provider-docker v0.0.0

replace github.com/terraform-providers/terraform-provider-docker => github.com/kreuzwerker/terraform-provider-docker v0.0.0-20260916201441-96d331c98ff4
