/** Our environment for a child process, with changes. */
export const childEnvironment = (changes: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...changes,
});

/** Nothing of ours, for programs that our settings must not reach. */
export const bareEnvironment = (variables: Record<string, string>): NodeJS.ProcessEnv =>
  variables as NodeJS.ProcessEnv;
