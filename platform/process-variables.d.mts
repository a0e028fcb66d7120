/** The variables that this process was given: the live object, so that what is set here is handed on. */
export declare const processVariables: NodeJS.ProcessEnv
