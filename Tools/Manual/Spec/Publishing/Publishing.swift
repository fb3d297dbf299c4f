/// Addresses of places in a site.
