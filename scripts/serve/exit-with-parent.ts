// Loaded into web and worker by --import. The channel to the launcher closes when that is killed; without this they
// would go on alone and hold the port.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
