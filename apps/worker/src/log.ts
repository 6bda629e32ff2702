import { loggableError } from '@strowger/domain';
import pino, { type Logger } from 'pino';

/** JSON lines. */
export const createLog = (level: string): Logger =>
  pino({ level, base: { app: 'worker' }, serializers: { err: loggableError } });
