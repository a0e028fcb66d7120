import '../styles/site.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { schemeLine } from '#components/scheme-line.ts'
import { siteName } from '#components/site-words.ts'

export const metadata: Metadata = {
  title: { default: siteName, template: `%s · ${siteName}` },
  icons: {
    icon: [
      { url: '/favicon.svg', type: 'image/svg+xml' },
      { url: '/favicon.ico', sizes: '32x32' },
    ],
    apple: '/touch-180.png',
  },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f1f2ee' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1526' },
  ],
}

/** The faces of every page, in the order in which they are wanted. */
const faces = ['besley', 'stix-two-text', 'archivo-narrow'] as const

/** Where the readers' script is served; the build puts it in (next.config.ts). */
declare const readerScriptPath: string

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    // The line changes the root before anything is shown, which only development's hydration would complain of.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script>{schemeLine}</script>
        {/* Heads first. Text is painted in the face that is there by then. */}
        {faces.map((face) => (
          <link
            key={face}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
            href={`/fonts/${face}-latin-wght-normal.woff2`}
          />
        ))}
        <script type="module" src={readerScriptPath} />
      </head>
      <body>{children}</body>
    </html>
  )
}
