/** Thrown when an article cannot be made public; the message is for the editor. */
export class PublishError extends Error {}
