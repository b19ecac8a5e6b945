//! What can be typed (contract §1). Only what is built is listed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Guide des achats publics responsables, sans fenêtre.
#[derive(Debug, Parser)]
#[command(name = "clausier-cli", version)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Options admises avant ou après la commande.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Écrit un seul document JSON sur la sortie.
    #[arg(long, global = true)]
    pub json: bool,
    /// Dossier des données (par défaut : le dossier local de ce poste).
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub data_dir: Option<PathBuf>,
    /// Dossier d'un catalogue (par défaut : celui du programme).
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub catalogue: Option<PathBuf>,
    /// Dossier des règles de l'organisation, ajoutées au catalogue (pour les marchés de la base : catalogue-organisation, dans le dossier des données).
    #[arg(long, global = true, value_name = "DOSSIER")]
    pub organisation: Option<PathBuf>,
    /// Jour à considérer comme aujourd'hui (AAAA-MM-JJ).
    #[arg(long, global = true, value_name = "JOUR")]
    pub today: Option<NaiveDate>,
    /// N'écrit aucune phrase.
    #[arg(long, global = true)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Dit ce que la loi demande pour ce marché, et pourquoi.
    Assess { tender: PathBuf },
    /// Propose les clauses par thème.
    Checklist { tender: PathBuf },
    /// Cherche dans la bibliothèque de clauses.
    Search(Search),
    /// Clauses du catalogue.
    #[command(subcommand)]
    Clause(Clause),
    /// Écrit les clauses retenues dans une pièce de l'acheteur.
    Export(Export),
    /// Produit un document neuf.
    Create(Create),
    /// Écrit les marchés d'exemple et leurs pièces.
    Sample { directory: PathBuf },
    /// Marchés de la base de ce poste.
    #[command(subcommand)]
    Tender(Tender),
    /// Dossier partagé.
    #[command(subcommand)]
    Share(Share),
    /// Catalogue : vérification, comparaison de deux éditions.
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Base de ce poste : sauvegardes et réparation.
    #[command(subcommand)]
    Store(Store),
    /// Schéma JSON d'un document du contrat.
    Schema { document: SchemaName },
}

#[derive(Debug, Args)]
pub struct Search {
    /// Mots cherchés.
    pub words: String,
    #[arg(long)]
    pub theme: Option<String>,
    #[arg(long)]
    pub family: Option<String>,
    #[arg(long)]
    pub document: Option<String>,
    #[arg(long)]
    pub level: Option<String>,
    #[arg(long)]
    pub limit: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub enum Clause {
    /// Liste les clauses.
    List,
    /// Montre une clause entière.
    Show {
        id: String,
        #[arg(long)]
        version: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("piece").required(true).args(["kind", "document"]))]
pub struct Export {
    pub tender: PathBuf,
    /// Pièce de l'acheteur, jamais modifiée.
    #[arg(long, value_name = "FICHIER")]
    pub into: PathBuf,
    /// Genre de la pièce : rc, ccap, cctp, ccp, ae…
    #[arg(long = "as", value_name = "GENRE")]
    pub kind: Option<String>,
    /// Identifiant de la pièce dans le marché.
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Seulement les clauses de ce lot.
    #[arg(long)]
    pub lot: Option<u32>,
    /// Nouveau fichier.
    #[arg(long, value_name = "FICHIER", required_unless_present = "plan")]
    pub out: Option<PathBuf>,
    /// Que faire d'une clause modifiée dans le fichier et changée depuis.
    #[arg(long, value_enum, default_value = "fail")]
    pub on_edited: OnEdited,
    /// Montre les places et n'écrit rien.
    #[arg(long)]
    pub plan: bool,
    /// Accepte les places incertaines montrées par --plan.
    #[arg(long)]
    pub accept_places: bool,
    /// Accepte de rendre invalide la signature du document.
    #[arg(long)]
    pub accept_signature_loss: bool,
    /// Remplace un fichier existant.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OnEdited {
    Fail,
    Keep,
    Replace,
    Both,
}

#[derive(Debug, Args)]
pub struct Create {
    pub tender: PathBuf,
    #[arg(long, value_enum)]
    pub kind: CreateKind,
    #[arg(long, value_enum, default_value = "docx")]
    pub format: CreateFormat,
    #[arg(long, value_name = "FICHIER")]
    pub out: PathBuf,
    /// Remplace un fichier existant.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CreateKind {
    /// Lettre de consultation d'un petit achat.
    SmallPurchaseLetter,
    /// Annexe des clauses retenues.
    ClauseAnnex,
    /// Trace des devis d'un petit achat, pour le dossier de l'acheteur.
    QuotesRecord,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CreateFormat {
    Docx,
    Odt,
    Ods,
    Xlsx,
    Pdf,
}

#[derive(Debug, Subcommand)]
pub enum Tender {
    /// Lit un fichier de marché dans la base.
    Import { file: PathBuf },
    /// Liste les marchés.
    List,
    /// Montre un marché et son évaluation.
    Show { id: String },
    /// Écrit le fichier d'un marché sur la sortie.
    Export { id: String },
    /// Retire un marché (une pierre tombale reste pour le partage).
    Remove { id: String },
}

#[derive(Debug, Subcommand)]
pub enum Share {
    /// Relie un dossier partagé.
    Link {
        directory: PathBuf,
        /// Accepte de quitter le partage relié jusqu'ici.
        #[arg(long)]
        switch: bool,
    },
    /// État du partage.
    Status,
    /// Envoie et reçoit.
    Sync,
    /// Tranche une double modification.
    Resolve {
        id: String,
        #[arg(long, value_enum)]
        keep: Keep,
    },
    /// Diagnostic d'un dossier, pour le service informatique.
    Doctor { directory: PathBuf },
    /// Oublie le dossier partagé, sans y toucher.
    Unlink,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Keep {
    Mine,
    Theirs,
    Both,
}

#[derive(Debug, Subcommand)]
pub enum Catalogue {
    /// Dit toutes les fautes d'un catalogue.
    Check { directory: Option<PathBuf> },
    /// Dit ce que couvre la bibliothèque, et ce qui lui manque.
    Coverage {
        /// Fichier où écrire la page, en Markdown.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Remplace le fichier s'il existe.
        #[arg(long)]
        force: bool,
    },
    /// Dit ce qui change d'une édition à l'autre.
    Diff {
        /// Dossier de l'édition ancienne ; « - » : celle du programme.
        old: PathBuf,
        /// Dossier de l'édition nouvelle (par défaut, ou « - » : celle du programme).
        new: Option<PathBuf>,
    },
    /// Dit ce qu'une édition nouvelle change pour des marchés.
    Effect {
        /// Dossier de l'édition ancienne ; « - » : celle du programme.
        old: PathBuf,
        /// Dossier de l'édition nouvelle ; « - » : celle du programme.
        new: PathBuf,
        /// Fichiers de marchés.
        #[arg(required = true, value_name = "MARCHÉ")]
        tenders: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Store {
    /// Liste les sauvegardes vérifiées.
    Backups,
    /// Met la base abîmée de côté et restaure la dernière sauvegarde vérifiée.
    Repair,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaName {
    Tender,
    Assessment,
    Segment,
}
