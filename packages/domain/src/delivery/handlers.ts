import { createConsumer } from './create-consumer.ts';
import { createInbox } from './create-inbox.ts';
import { getConsumer, getCustomerConsumers, getInboxMessage, getInboxMessages } from './queries.ts';
import { rotateConsumerSecret } from './rotate-secret.ts';
import { testConsumer } from './test-consumer.ts';
import { updateConsumer } from './update-consumer.ts';
import { verifyConsumer } from './verify-consumer.ts';

export const deliveryQueries = { getConsumer, getCustomerConsumers, getInboxMessage, getInboxMessages };
export const deliveryMutations = {
  createConsumer,
  updateConsumer,
  verifyConsumer,
  rotateConsumerSecret,
  testConsumer,
  createInbox,
};
