export { type EventReader, emitEvent, type NewEvent, rowsOf } from './emit-event.ts';
