/**
 * The variables that this process was given, as they are. For what runs before they can be complete: the commands of
 * payload/start, which fill in what is missing and hand it on. Everything after them reads platform/env.ts.
 * Plain JavaScript that imports nothing, because it is read by any Node before anything is installed.
 */
export const processVariables = process.env
