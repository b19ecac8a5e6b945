//! Help and usage faults, in French.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
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
    let version = Arg::new("version-du-programme").short('V').long("version").action(ArgAction::Version);
    in_french(Arguments::command().version(env!("CARGO_PKG_VERSION")).arg(version.help("Affiche la version")))
}

fn in_french(command: Command) -> Command {
    let is_group = command.has_subcommands();
    let mut command = command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Commandes")
        .arg(Arg::new("aide").short('h').long("help").action(ArgAction::Help).help("Affiche cette aide"))
        .mut_args(argument_in_french);
    if is_group {
        command = command.mut_subcommands(in_french);
    }
    command
}

/// Says the values and the default of an argument in its help; clap has only English words for them.
fn argument_in_french(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { "Arguments" } else { "Options" };
    let takes_values = argument.get_action().takes_values();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults: Vec<String> = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if takes_values && !values.is_empty() {
        let default = defaults.first().map(|default| format!(" ; par défaut : {default}")).unwrap_or_default();
        help = format!("{help} (valeurs : {}{default})", values.join(", "));
    }
    let argument = argument.help_heading(heading).help(help.trim().to_owned());
    if takes_values { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
}

#[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
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

#[allow(clippy::wildcard_enum_match_arm)] // `ErrorKind` is non-exhaustive.
fn sentence(error: &clap::Error) -> String {
    let found = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let argument = found(ContextKind::InvalidArg);
    let value = found(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("La commande « {} » n’existe pas.", found(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("« {argument} » n’est pas attendu ici."),
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
    if let ContextValue::Strings(values) = value { values.join(", ") } else { value.to_string() }
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
            for english in ["Usage:", "Commands:", "Print help", "[default", "[possible"] {
                assert!(!help.contains(english), "« {english} » in the help of {}:\n{help}", command.get_name());
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
