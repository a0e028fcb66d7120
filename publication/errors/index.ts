export { isUnavailable } from './is-unavailable.ts'
export { asPublicError, type ErrorKind, errorKinds, type ParameterIssue, PublicError } from './public-error.ts'
