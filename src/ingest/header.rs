//! stub
use super::date::Order;
use crate::article::Article;
use crate::outlet::Outlets;
pub(super) fn read(_article: &mut Article, _order: Order, _outlets: &Outlets) {}
