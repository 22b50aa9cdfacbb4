//! Questions about events: every kind is answered by keys alone, and written in the scheme editor.

use super::scheme_editor::{apply, choose_channel, open_editor, press_button};
use super::steps::{go_to_frame, new_project, pick_clip, playable, project_by};
use crate::clips::Clip;
use crate::page::Page;
use anyhow::{Result, ensure};
use attune::color::BRIGHT;
use attune::decimal::Decimal;
use attune::model::{
    Ask, Channel, ChannelId, ChannelKind, Code, CodeId, Key, Modifier, ModifierId, ModifierKind, Role,
};
use serde_json::json;

fn code(id: u32, label: &str, key: &str) -> Code {
    Code {
        key: Some(Key(key.to_owned())),
        definition: format!("What counts as “{label}” in this test."),
        ..Code::new(CodeId(id), label, BRIGHT[id as usize % 8])
    }
}

fn question(id: u32, name: &str, ask: Ask, kind: ModifierKind) -> Modifier {
    Modifier { id: ModifierId(id), name: name.into(), kind, ask, pauses: false, codes: Vec::new() }
}

fn options(count: usize) -> Vec<String> {
    (1..=count).map(|nth| format!("Form {nth}")).collect()
}

/// Bids of the child, each with its form and its object in words; plays of the two, with who takes part and, at the end, how far apart they
/// are.
fn channels() -> Vec<Channel> {
    let bids = Channel {
        codes: vec![code(11, "Bid", "q")],
        modifiers: vec![
            question(21, "Form", Ask::Onset, ModifierKind::One { options: options(12) }),
            question(22, "Object", Ask::Onset, ModifierKind::Text),
        ],
        ..Channel::new(ChannelId(1), Role::Child, "Bids", ChannelKind::Point)
    };
    let range = ModifierKind::Number { unit: "m".into(), min: Some(Decimal::whole(0)), max: Some(Decimal::whole(10)) };
    let plays = Channel {
        codes: vec![code(12, "Play", "w"), code(13, "Stop", "e")],
        modifiers: vec![
            question(23, "Who", Ask::Onset, ModifierKind::Many { options: options(3) }),
            question(24, "Distance", Ask::Offset, range),
        ],
        ..Channel::new(ChannelId(2), Role::Other, "Plays", ChannelKind::State { exclusive: true })
    };
    vec![bids, plays]
}

async fn asked(page: &Page, question: &str) -> Result<()> {
    page.until_with(question, "q('question-card')?.dataset.question === args[0]", vec![json!(question)]).await?;
    Ok(())
}

async fn not_asked(page: &Page) -> Result<()> {
    page.until("no question", "!q('question-card')").await?;
    Ok(())
}

pub(super) async fn each_kind_is_answered_by_keys_alone(page: &mut Page) -> Result<()> {
    project_by(page, "Kinds of questions", channels()).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await?;
    // One of some: its key is the answer. Words go to a field, until Enter.
    page.press("q").await?;
    asked(page, "Form").await?;
    let keys = "return qa('question-option').map((option) => option.querySelector('kbd').textContent).join('');";
    ensure!(page.js(keys, vec![]).await? == json!("1234567890AB"), "each option shows its key");
    page.press("2").await?;
    asked(page, "Object").await?;
    page.until("the field", "document.activeElement === q('question-words')").await?;
    page.type_text("wet cup").await?;
    page.press("Enter").await?;
    not_asked(page).await?;
    page.rows_when(1).await?;
    // Of more than ten options the later ones have letters; Escape leaves the words for later.
    go_to_frame(page, 25).await?;
    page.press("q").await?;
    asked(page, "Form").await?;
    page.press("b").await?;
    asked(page, "Object").await?;
    page.press("Escape").await?;
    not_asked(page).await?;
    // A key that is no option's marks on, and what it asks takes the place of what is open.
    go_to_frame(page, 30).await?;
    page.press("q").await?;
    asked(page, "Form").await?;
    page.press("e").await?;
    asked(page, "Who").await?;
    page.press("Escape").await?;
    go_to_frame(page, 35).await?;
    page.press("e").await?;
    asked(page, "Distance").await?;
    page.press("Escape").await?;
    not_asked(page).await?;
    // A key that is held down answers once: what is asked next waits for a press of its own.
    go_to_frame(page, 40).await?;
    page.press("w").await?;
    asked(page, "Who").await?;
    page.js(HOLD, vec![json!("2"), json!(3)]).await?;
    page.until("the option chosen once", "q('question-option', '[aria-pressed=true]')?.dataset.option === 'Form 2'")
        .await?;
    page.press("Enter").await?;
    not_asked(page).await?;
    go_to_frame(page, 45).await?;
    page.press("w").await?;
    page.press("Escape").await?;
    not_asked(page).await?;
    // Several: gathered until Enter.
    go_to_frame(page, 50).await?;
    page.press("w").await?;
    asked(page, "Who").await?;
    for key in ["1", "3", "1"] {
        page.press(key).await?;
    }
    page.until("one option", "qa('question-option', '[aria-pressed=true]').length === 1").await?;
    page.press("Enter").await?;
    not_asked(page).await?;
    // A number is typed as it is; what lies out of its range is refused.
    go_to_frame(page, 100).await?;
    page.press("w").await?;
    asked(page, "Distance").await?;
    page.press("2").await?;
    page.press("5").await?;
    page.press("Enter").await?;
    page.until("that it is too far", "document.querySelector('.question-number.wrong')").await?;
    asked(page, "Distance").await?;
    page.press("Backspace").await?;
    page.press(".").await?;
    page.press("5").await?;
    page.until("2.5", "q('question-number').textContent === '2.5'").await?;
    page.press("Enter").await?;
    not_asked(page).await?;
    page.saved().await?;
    let csv = page.download("download-csv").await?.text;
    for told in ["Form=Form 2; Object=wet cup", "Form=Form 12", "Who=Form 2", "Who=Form 3; Distance=2.5"] {
        ensure!(csv.contains(told), "{told} is not in {csv}");
    }
    // An answer is a step of its own, and what is taken back is found again as open.
    page.blur().await?;
    page.press("Control+z").await?;
    page.press("Home").await?;
    page.until("the start", "settled(0)").await?;
    for frame in [25, 30, 30, 40, 50] {
        page.press("Shift+PageDown").await?;
        page.until_with("what is open", "settled(args[0])", vec![json!(frame)]).await?;
    }
    Ok(())
}

pub(super) async fn a_question_is_written_in_the_editor_and_asked(page: &mut Page) -> Result<()> {
    new_project(page, "Written questions").await?;
    open_editor(page).await?;
    choose_channel(page, "child", "Touch").await?;
    press_button(page, "add-modifier", "").await?;
    page.until("its name", "document.activeElement?.dataset.testid === 'modifier-name'").await?;
    page.type_text("Hand").await?;
    page.choose("modifier-ask", "", "onset").await?;
    for (nth, option) in ["Left", "Right"].into_iter().enumerate() {
        if page.js("return qa('modifier-option').length;", vec![]).await? == json!(nth) {
            press_button(page, "add-option", "").await?;
        }
        page.js("qa('modifier-option')[args[0]].focus();", vec![json!(nth)]).await?;
        page.type_text(option).await?;
    }
    let keys = "return qa('option-key').map((key) => key.textContent).join('');";
    ensure!(page.js(keys, vec![]).await? == json!("12"), "the editor tells the keys of the options");
    apply(page).await?;
    page.click("scheme-back").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await?;
    go_to_frame(page, 25).await?;
    page.press("1").await?;
    asked(page, "Hand").await?;
    // While it is asked, the digits are its own; then they mark again.
    page.press("2").await?;
    not_asked(page).await?;
    page.rows_when(1).await?;
    page.press("2").await?;
    asked(page, "Hand").await?;
    page.press("Escape").await?;
    page.rows_when(2).await?;
    page.saved().await?;
    let csv = page.download("download-csv").await?.text;
    ensure!(csv.contains("Hand=Right"), "{csv}");
    Ok(())
}

/// Holds a key: the browser repeats the press.
const HOLD: &str = "
    const at = { key: args[0], code: `Digit${args[0]}`, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', at));
    for (let nth = 0; nth < args[1]; nth += 1) document.body.dispatchEvent(new KeyboardEvent('keydown', { ...at, repeat: true }));
    document.body.dispatchEvent(new KeyboardEvent('keyup', at));";
