/**
 * The same as workload.py has.
 *
 * @param {number} left
 * @param {number} right
 * @returns {number}
 */
export function add(left, right) {
  return left + right;
}
