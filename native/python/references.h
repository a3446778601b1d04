#pragma once

#include <cstdint>
#include <vector>

#include "python/api.h"
#include "python/pointer_map.h"

namespace graftwire::python {

/// The objects of Python that the other side of a session holds: each once, under an id, so that the same
/// object is the same reference again. Owns a reference to each until it is released. Used under the GIL.
class References {
 public:
  struct Given {
    std::uint32_t id;
    /// It was in the table before.
    bool known;
  };

  /// The id of an object (borrowed), which is put into the table where it is not there.
  Given give(PyObject* object);
  /// The same for what is never given up, whatever becomes of the frame that it is given in.
  std::uint32_t keep(PyObject* object);
  /// So many new ones have been given so far; for giveBack().
  std::size_t given() const { return given_.size(); }
  /// A frame that was written since is not sent: what is new in it is forgotten.
  void giveBack(std::size_t given);
  /// No frame is being written.
  void settle() { given_.clear(); }
  /// Borrowed; nullptr where there is no such id.
  PyObject* find(std::uint64_t id) const { return id < objects_.size() ? objects_[id] : nullptr; }
  /// Forgets an object. Its end may run code of the user's, which may come back here.
  void release(std::uint64_t id);
  void clear();
  std::size_t size() const { return ids_.size(); }

 private:
  // By id; 0 is none.
  std::vector<PyObject*> objects_{nullptr};
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> given_;
  PointerMap ids_;
};

}  // namespace graftwire::python
