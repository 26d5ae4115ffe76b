/** What a browser shows whose address or cookie is no longer good. No script, no style, no data. */
export const refusalPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Parley</title>
<h1>This address no longer works</h1>
<p>Each address of Parley opens once, and none outlives the app.</p>
<p>Go to the terminal in which Parley runs and press Enter: it prints a new address.</p>
<p>Already opened it in this browser? <a href="/">Return to Parley</a>.</p>
<div lang="zh-Hant">
<h1>這個網址已失效</h1>
<p>每個 Parley 網址只能開啟一次，程式結束後也會失效。</p>
<p>請到執行 Parley 的終端機按 Enter，就會顯示新的網址。</p>
<p>已經在這個瀏覽器開啟過嗎？<a href="/">回到 Parley</a>。</p>
</div>
</html>
`;
