export { type Kamailio, type KamailioOptions, startKamailio } from './start-kamailio.ts';
