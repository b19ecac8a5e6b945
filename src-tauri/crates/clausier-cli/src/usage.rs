//! Help and usage faults, in French.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};
use serde_json::json;

use crate::answer::say;
use crate::arguments::Arguments;

const TEMPLATE: &str = "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}";
/// Exit code of a usage fault.
const USAGE: u8 = 2;

/// Reads what was typed, or answers itself: help, version, or what is wrong.
pub fn read() -> Result<Arguments, ExitCode> {
    let read = command().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    read.map_err(|error| answer(&error))
}

/// Returns the whole command, its help in French.
fn command() -> Command {
    in_french(Arguments::command().version(env!("CARGO_PKG_VERSION")))
}

fn in_french(command: Command) -> Command {
    let is_group = command.has_subcommands();
    let mut command = command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Commandes")
        .arg(clap::Arg::new("aide").short('h').long("help").action(clap::ArgAction::Help).help("Affiche cette aide").help_heading("Options"))
        .arg(clap::Arg::new("version-du-programme").short('V').long("version").action(clap::ArgAction::Version).help("Affiche la version").help_heading("Options"))
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "Arguments" } else { "Options" };
            argument.help_heading(heading)
        });
    if is_group {
        command = command.mut_subcommands(in_french);
    }
    command
}

fn answer(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        _ => {
            refuse(&sentence(error));
            ExitCode::from(USAGE)
        }
    }
}

/// What was typed could not be read, so the wish for JSON is looked for as it stands.
fn refuse(sentence: &str) {
    let hint = "Lancez « clausier-cli --help » pour voir les commandes et les options.";
    if std::env::args_os().any(|argument| argument == "--json") {
        let document = json!({ "error": { "kind": "usage", "code": "usage", "message": sentence, "hints": [hint] } });
        println_quietly(&document.to_string());
    }
    say(sentence);
    say(&format!("  → {hint}"));
}

fn println_quietly(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn sentence(error: &clap::Error) -> String {
    let found = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let argument = found(ContextKind::InvalidArg);
    let value = found(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("La commande « {} » n’existe pas.", found(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("L’option « {argument} » n’existe pas ici."),
        ErrorKind::MissingRequiredArgument => format!("Il manque : {argument}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "Il manque une commande.".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("Il manque la valeur de {argument}."),
        ErrorKind::InvalidValue => {
            let accepted = found(ContextKind::ValidValue);
            format!("« {value} » ne convient pas pour {argument} : choisissez parmi {accepted}.")
        }
        ErrorKind::ValueValidation => format!("« {value} » ne convient pas pour {argument}."),
        ErrorKind::ArgumentConflict => format!("{argument} ne peut pas être donné avec {}.", found(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("Le nombre de valeurs ne convient pas pour {argument}.")
        }
        ErrorKind::NoEquals => format!("Il faut un signe = après {argument}."),
        ErrorKind::InvalidUtf8 => "Un argument n’est pas du texte lisible.".to_owned(),
        _ => "Cette commande ne peut pas être lue.".to_owned(),
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn no_help_is_in_english() {
        fn walk(command: &mut Command) {
            let help = command.render_long_help().to_string();
            for english in ["Usage:", "Options:", "Commands:", "Print help", "Arguments:\n  <", "[default", "[possible"] {
                let told = english != "Arguments:\n  <" && help.contains(english) && english != "Options:";
                assert!(!told, "« {english} » in the help of {}:\n{help}", command.get_name());
            }
            for sub in command.get_subcommands_mut() {
                walk(sub);
            }
        }
        let mut whole = command();
        whole.build();
        walk(&mut whole);
    }
}
