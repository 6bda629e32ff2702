import { describeMainJob } from './main-job.ts';

// No state in a process: two web and two worker processes do the same job on one database.
describeMainJob(2);
