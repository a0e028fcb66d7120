'use client'

// The editor asks for this by its path (import map). Without a client boundary of its own, functions and patterns
// could not cross from the server's configuration to the browser.
import { codeShortcut as shortcut } from './lexical-code-shortcut.ts'

export const codeShortcut = shortcut
