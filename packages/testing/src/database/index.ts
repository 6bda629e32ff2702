export { createTestDatabase, type TestDatabase } from './create-test-database.ts';
export { startTestServer, type TestServer } from './start-test-server.ts';
