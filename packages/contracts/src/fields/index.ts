export * from './id.ts';
export * from './number.ts';
export * from './region.ts';
export * from './telephony.ts';
export * from './text.ts';
export * from './time.ts';
export * from './url.ts';
