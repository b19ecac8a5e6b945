//! Places of facts, scales and lists in the law: the evaluator never looks up a name.

macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The place of a ", $what, " in the law that names it.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            /// Returns the place as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(FactId, "fact");
id!(ScaleId, "scale");
id!(ListId, "list of codes");
