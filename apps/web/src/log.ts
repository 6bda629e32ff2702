import { loggableError } from '@strowger/domain';
import pino, { type Logger } from 'pino';

/** JSON lines. */
export const createLog = (app: string, level: string): Logger =>
  pino({ level, base: { app }, serializers: { err: loggableError } });
