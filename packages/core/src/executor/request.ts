/** Where a call came from, for the audit trail and the logs. */
export type RequestMeta = {
  requestId: string;
  ipAddress: string | null;
  userAgent: string | null;
};
