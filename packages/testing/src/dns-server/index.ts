export * from './start-dns-server.ts';
