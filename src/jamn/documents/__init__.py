"""Documents in and out: files become blocks (`read`), and neutral documents become files (`write`)."""
