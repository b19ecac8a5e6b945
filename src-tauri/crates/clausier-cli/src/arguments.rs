//! What can be typed (contract §1). Only what is built is listed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::answers::Answers;
use crate::audit::Audit;
use crate::create::Create;
use crate::criteria::Criteria;
use crate::intake::{Hours, Spend};
use crate::packs::Pack;

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
    Assess {
        tender: PathBuf,
        /// Dit plutôt ce qui change selon le jour où la consultation est lancée.
        #[arg(long)]
        calendar: bool,
    },
    /// Propose les clauses par thème.
    Checklist { tender: PathBuf },
    /// Calcule les heures d'insertion, lot par lot.
    Insertion { tender: PathBuf },
    /// Liste ce qui est écarté, par qui c'était appelé, et le motif.
    Justification { tender: PathBuf },
    /// Cherche dans la bibliothèque de clauses.
    Search(Search),
    /// Clauses du catalogue.
    #[command(subcommand)]
    Clause(Clause),
    /// Écrit les clauses retenues dans une pièce de l'acheteur.
    Export(Export),
    /// Produit un document neuf.
    Create(Create),
    /// Critères d'attribution : effet du poids de l'environnement sur le classement des offres.
    #[command(subcommand)]
    Criteria(Criteria),
    /// Cadres de réponse remplis par les candidats.
    #[command(subcommand)]
    Answers(Answers),
    /// Relit des fichiers existants, et le marché.
    Audit(Audit),
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
    /// Indicateurs de l'organisation pour une année.
    Indicators(Indicators),
    /// Données essentielles : brouillon d'un marché, reprise de marchés publiés.
    #[command(subcommand)]
    OpenData(OpenData),
    /// Dépenses payées et listes d'entreprises solidaires, reprises d'autres services.
    #[command(subcommand)]
    Spend(Spend),
    /// Heures d'insertion faites, reprises du fichier de la facilitatrice ou du facilitateur.
    #[command(subcommand)]
    Hours(Hours),
    /// Clauses et objectifs de l'organisation en un seul fichier signé.
    #[command(subcommand)]
    Pack(Pack),
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
        /// Un seul niveau : basic, advanced, exemplary.
        #[arg(long)]
        level: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("piece").required(true).args(["kind", "document", "all"]))]
pub struct Export {
    pub tender: PathBuf,
    /// Pièce de l'acheteur, jamais modifiée.
    #[arg(long, value_name = "FICHIER", required_unless_present = "all", conflicts_with = "all")]
    pub into: Option<PathBuf>,
    /// Genre de la pièce : rc, ccap, cctp, ccp, ae…
    #[arg(long = "as", value_name = "GENRE")]
    pub kind: Option<String>,
    /// Identifiant de la pièce dans le marché.
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Toutes les pièces du marché qui ont un fichier.
    #[arg(long, requires = "dir")]
    pub all: bool,
    /// Avec --all : dossier des pièces de l'acheteur.
    #[arg(long, value_name = "DOSSIER", requires = "all")]
    pub dir: Option<PathBuf>,
    /// Avec --all : dossier des nouveaux fichiers.
    #[arg(long, value_name = "DOSSIER", requires = "all")]
    pub out_dir: Option<PathBuf>,
    /// Reprend d'un ancien fichier (ou, avec --all, d'un dossier) les places, les retouches et les suppressions.
    #[arg(long, value_name = "ANCIEN")]
    pub like: Option<PathBuf>,
    /// Reprend les places retenues dans la base de ce poste pour ce marché et cette pièce, et retient celles d'aujourd'hui.
    #[arg(long)]
    pub remember: bool,
    /// Seulement les clauses de ce lot.
    #[arg(long, conflicts_with = "all")]
    pub lot: Option<u32>,
    /// Nouveau fichier.
    #[arg(long, value_name = "FICHIER", required_unless_present_any = ["plan", "all"], conflicts_with = "all")]
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
    Merge,
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
    /// Relie un dossier partagé, un serveur WebDAV (webdav+https://…) ou un espace S3 (s3://…).
    Link {
        directory: String,
        /// Accepte une adresse qui n'est pas chiffrée.
        #[arg(long)]
        accept_plain_http: bool,
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
    /// Diagnostic d'un dossier ou d'une adresse, pour le service informatique.
    Doctor {
        directory: String,
        /// Accepte une adresse qui n'est pas chiffrée.
        #[arg(long)]
        accept_plain_http: bool,
    },
    /// Oublie le dossier partagé, sans y toucher.
    Unlink,
    /// Écrit les marchés connus en Parquet, un dossier par année (annee=2026/), pour un entrepôt de données.
    Warehouse {
        directory: PathBuf,
        /// Remplace les fichiers déjà écrits.
        #[arg(long)]
        force: bool,
    },
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

#[derive(Debug, Args)]
pub struct Indicators {
    /// Année de notification.
    #[arg(long, value_name = "ANNÉE")]
    pub year: i32,
    #[arg(long, value_enum, requires = "out")]
    pub format: Option<FiguresFormat>,
    /// La page d'une page seulement (docx, odt).
    #[arg(long, requires = "format")]
    pub one_page: bool,
    /// Nouveau fichier.
    #[arg(long, value_name = "FICHIER", requires = "format")]
    pub out: Option<PathBuf>,
    /// Remplace un fichier existant.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    /// Tableau pour un tableur.
    Csv,
    /// Classeur.
    Xlsx,
    /// Tableau pour un entrepôt de données.
    Parquet,
    /// Rapport pour Word.
    Docx,
    /// Rapport pour LibreOffice.
    Odt,
    /// Rapport à lire partout (PDF/UA-1).
    Pdf,
}

#[derive(Debug, Subcommand)]
pub enum OpenData {
    /// Écrit un marché en données essentielles ou en avis européen ; ce qui n'est pas connu est laissé et nommé.
    Export {
        tender: PathBuf,
        #[arg(long, value_enum)]
        format: DataFormat,
        /// Nouveau fichier.
        #[arg(long, value_name = "FICHIER")]
        out: PathBuf,
        /// Remplace un fichier existant.
        #[arg(long)]
        force: bool,
    },
    /// Lit des marchés publiés dans la base, comme marchés notifiés.
    Import {
        file: PathBuf,
        /// Seulement les marchés de cet acheteur (SIREN).
        #[arg(long, value_name = "SIREN")]
        buyer: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// Données essentielles de la commande publique.
    Decp,
    /// Avis de marché européen (UBL ContractNotice).
    Eforms,
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
    Checklist,
    Segment,
}
