export { type EventReader, emitEvent, type NewEvent } from './emit-event.ts';
