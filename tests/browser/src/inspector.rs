//! MiniBrowser without WebDriver, reached through WebKit's remote inspector.
//!
//! Under WebDriver MiniBrowser keeps everything in memory, so what it would find after a crash can't be seen that way. The inspector
//! runs scripts in a MiniBrowser like any user's, with a profile on disk.

use crate::config::Tools;
use crate::engine::Folders;
use crate::page::{PATIENCE, PRELUDE};
use crate::process::DriverProcess;
use anyhow::{Context, Result, bail, ensure};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::process::Command;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A MiniBrowser whose page can be scripted.
pub(crate) struct Inspected {
    browser: DriverProcess,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    target: String,
    last_id: u32,
}

impl Inspected {
    /// Opens an address in a MiniBrowser that uses the folders.
    pub(crate) async fn start(tools: &Tools, folders: &Folders, address: &str) -> Result<Self> {
        let configure = |command: &mut Command, port: u16| {
            command
                .args(["--enable-developer-extras=true", address])
                .envs(folders.home())
                .env("WEBKIT_INSPECTOR_HTTP_SERVER", format!("127.0.0.1:{port}"));
        };
        let browser = DriverProcess::start(&tools.browser, configure, &folders.log).await?;
        let path = page_path(browser.port).await?;
        let (socket, _) = connect_async(format!("ws://127.0.0.1:{}{path}", browser.port)).await?;
        let mut inspected = Self { browser, socket, target: String::new(), last_id: 0 };
        while inspected.target.is_empty() {
            inspected.receive().await?;
        }
        Ok(inspected)
    }

    /// Runs statements in the page; `q(id)` and `qa(id)` find by test id.
    pub(crate) async fn run(&mut self, statements: &str) -> Result<()> {
        self.evaluate(&format!("{statements}; return true;")).await?;
        Ok(())
    }

    /// Waits until the expression is truthy, and returns it.
    pub(crate) async fn until(&mut self, what: &str, condition: &str) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // An element has no value of its own here.
            let body = format!("const value = ({condition}); return value instanceof Node ? true : value;");
            match self.evaluate(&body).await {
                Ok(value) if value != Value::Null && value != json!(false) => return Ok(value),
                Err(error) if Instant::now() > deadline => return Err(error.context(format!("waiting for {what}"))),
                Ok(_) if Instant::now() > deadline => bail!("waited in vain for {what}"),
                // Errors pass while the page is replaced by the next.
                Ok(_) | Err(_) => sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// Ends the browser as a crash would.
    pub(crate) async fn kill(self) -> Result<()> {
        self.browser.kill().await
    }

    async fn evaluate(&mut self, body: &str) -> Result<Value> {
        let expression = format!("(function () {{ {PRELUDE}\n{body} }})()");
        self.last_id += 1;
        let id = self.last_id;
        let inner = json!({
            "id": id, "method": "Runtime.evaluate", "params": { "expression": expression, "returnByValue": true },
        });
        let outer = json!({
            "id": id, "method": "Target.sendMessageToTarget",
            "params": { "targetId": self.target, "message": inner.to_string() },
        });
        self.socket.send(Message::text(outer.to_string())).await?;
        loop {
            let Some(answer) = self.receive().await? else { continue };
            if answer["id"] == id {
                let result = &answer["result"];
                ensure!(result["wasThrown"] == false, "{}", result["result"]["description"]);
                return Ok(result["result"]["value"].clone());
            }
        }
    }

    /// The next message; those of the page are unwrapped, the others are taken note of.
    async fn receive(&mut self) -> Result<Option<Value>> {
        let message = timeout(PATIENCE, self.socket.next()).await.context("the inspector is silent")?;
        let message: Value = serde_json::from_str(message.context("the inspector hung up")??.to_text()?)?;
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Target.targetCreated") if parameters["targetInfo"]["type"] == "page" => {
                text(&parameters["targetInfo"]["targetId"]).clone_into(&mut self.target);
            }
            Some("Target.didCommitProvisionalTarget") => {
                text(&parameters["newTargetId"]).clone_into(&mut self.target);
            }
            Some("Target.dispatchMessageFromTarget") => {
                return Ok(Some(serde_json::from_str(text(&parameters["message"]))?));
            }
            _ => ensure!(message["error"].is_null(), "{}", message["error"]),
        }
        Ok(None)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Where the inspector's list of pages says that the only page is.
async fn page_path(port: u16) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").await?;
        let mut list = String::new();
        stream.read_to_string(&mut list).await?;
        if let Some(start) = list.find("/socket/")
            && let Some(length) = list[start..].find("/WebPage")
        {
            return Ok(list[start..start + length].to_owned() + "/WebPage");
        }
        if Instant::now() > deadline {
            bail!("MiniBrowser's inspector lists no page: {list}");
        }
        sleep(Duration::from_millis(20)).await;
    }
}
