/** Repositories of CRIU: clones, their commits, and the files of a commit. */
package org.criumatrix.repository;
