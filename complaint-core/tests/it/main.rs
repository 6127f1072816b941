mod newest;
