import { describeMainJob } from './main-job.ts';

describeMainJob(1);
