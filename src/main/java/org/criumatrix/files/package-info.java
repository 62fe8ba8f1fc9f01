/** Files that several processes use: replaced atomically, and locked. */
package org.criumatrix.files;
