/** Where a payer lands whose bank wants to know them: two buttons in the place of the bank's app. */
export const authenticationPage = (action: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Test bank: 3-D Secure</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 4rem auto; padding: 0 1rem; }
  button { font: inherit; padding: .5rem 1rem; margin-right: .5rem; }
</style>
<h1>Test bank</h1>
<p>A shop asks you to authenticate a payment. This is a test: no money moves.</p>
<form method="post" action="${action}">
  <button name="outcome" value="succeed">Authenticate</button>
  <button name="outcome" value="fail">Fail</button>
</form>
</html>
`
