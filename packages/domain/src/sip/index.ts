export { drainEngineCalls, ENGINE_CALLS_CHANNEL } from './drain-engine-calls.ts';
export { openSipDirectory, type SipUser, sipDirectoryRight } from './open-sip-directory.ts';
export { type Reconciled, reconcileEngineLog } from './reconcile-engine-log.ts';
