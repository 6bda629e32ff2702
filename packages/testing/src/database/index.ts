export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { type CrashableServer, startCrashableServer } from './start-crashable-server.ts';
export { startKeptServer, startTestServer, type TestServer } from './start-test-server.ts';
