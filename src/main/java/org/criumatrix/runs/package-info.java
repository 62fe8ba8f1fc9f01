/** What is done with runs that are over: held against each other, joined, kept, and learnt from. */
package org.criumatrix.runs;
