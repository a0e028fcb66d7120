import '../styles/site.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { schemeLine } from '#components/scheme-line.ts'
import { siteName } from '#components/site-words.ts'
import { faces } from '../faces.ts'

export const metadata: Metadata = {
  title: { default: siteName, template: `%s · ${siteName}` },
  icons: {
    icon: [
      { url: '/favicon.svg', type: 'image/svg+xml' },
      { url: '/favicon.ico', sizes: '32x32' },
    ],
    apple: '/touch-180.png',
  },
  manifest: '/site.webmanifest',
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

/** Where the readers' script is served; the build puts it in (next.config.ts). */
declare const readerScriptPath: string

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    // The line changes the root before anything is shown, which only development's hydration would complain of.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script>{schemeLine}</script>
        {faces.map((href) => (
          <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
        ))}
        <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={siteName} />
        <script type="module" src={readerScriptPath} />
      </head>
      <body>{children}</body>
    </html>
  )
}
