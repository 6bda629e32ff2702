import { createApiKey } from './create-api-key.ts';
import { createOperator } from './create-operator.ts';
import { createPasswordLink } from './create-password-link.ts';
import { disableOperatorTotp } from './disable-operator-totp.ts';
import { endOperatorSessions } from './end-operator-sessions.ts';
import {
  getApiKey,
  getAuditEntries,
  getAuditEntry,
  getCustomerApiKeys,
  getCustomerOperators,
  getOperator,
} from './queries.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { updateApiKey } from './update-api-key.ts';
import { updateOperator } from './update-operator.ts';

export const accessQueries = {
  getApiKey,
  getCustomerApiKeys,
  getOperator,
  getCustomerOperators,
  getAuditEntries,
  getAuditEntry,
};
export const accessMutations = {
  createApiKey,
  updateApiKey,
  rotateApiKey,
  revokeApiKey,
  createOperator,
  updateOperator,
  createPasswordLink,
  disableOperatorTotp,
  endOperatorSessions,
};
