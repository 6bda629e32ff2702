/** The query of the explanation: the same on the server, for the first view, and in the browser. */
export const explanationInput = (callRecordId: string, revision: string) => ({
  callRecordId,
  ...(/^[1-9]\d{0,8}$/.test(revision) && { revision }),
});
