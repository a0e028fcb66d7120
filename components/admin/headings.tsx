/** What Payload leaves without a heading has one: the form for signing in, and the first page behind it. */
export function SignInHeading() {
  return <h1 className="sign-in-title">Sign in</h1>
}

export function DeskHeading() {
  return <h1 className="desk-title">The desk</h1>
}
